/**
 * Questions to a table: conditions, an order, a limit; answered by the index that leads to the fewest records.
 * <p>
 * Owned by the thread that owns the table. Changes nothing.
 */
package io.muster.master.engine.query;
