/**
 * Answers to {@code FindRecords}: names become fields, conditions a query, and what it finds rows of a message.
 * <p>
 * Owned by the thread that owns the directories. Changes nothing; allocates nothing but for an explanation, and for the
 * texts that nodes have registered.
 */
package io.muster.master.engine.answer;
