/** A font as the bundler gives it: the address under which it is served. */
declare module "*.woff2" {
  const address: string;
  export default address;
}
