import { defineStore } from "../store-kind";
import { patroniQuestions, readPatroni } from "./patroni";

/** Zalando's operator runs Patroni in each pod; its scope is the name of the postgresql object. */
export const zalando = defineStore({
  kind: "zalando",
  seesSource: true,
  questions: ({ namespace, name, nameAt }, { standby }) => patroniQuestions({ scope: nameAt[standby] ?? name, namespace }),
  read: (answers, now) => readPatroni(answers, now),
});
