/**
 * Whether a whole cluster elects leaders that nobody needed, while it works as hard as it can (decision 0002).
 * Hears the status pages of the masters and the answers to its load; says a table and JSON. One thread drives the load,
 * the one that started the process looks.
 */
package io.muster.failover.elections;
