-- Who leads, by the post that the roster says (prevention/chain.h; 0: nobody's head), so that the chain of a round is
-- read without its people. Rows from before get it when their roster comes in again.
ALTER TABLE civil_servant ADD COLUMN level BIGINT NOT NULL DEFAULT 0;
CREATE INDEX civil_servant_chain ON civil_servant(office, level, unit, id) WHERE level > 0;
