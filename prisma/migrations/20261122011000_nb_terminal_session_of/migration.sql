-- The session of the person who opened it: no other of theirs shows it or types into it.
ALTER TABLE "terminal_session" ADD COLUMN "opened_in" TEXT;
