export default function P() {
  return <p>gallery</p>;
}
