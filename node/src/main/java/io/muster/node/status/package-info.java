/**
 * What an operator sees of one process: its counters, and a page that shows them.
 * <p>
 * Counters may be raised by any thread; the page is served by threads of its own, which only read. It never takes a
 * command.
 */
package io.muster.node.status;
