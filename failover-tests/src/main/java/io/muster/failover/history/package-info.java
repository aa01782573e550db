/**
 * Clients that write down what they asked and what they were told, and the verdict over it.
 * <pre>
 *   HistoryLoad ──► HistoryClient ══ link ══► master      LastLook ──► Judge ──► HistoryVerdict
 *              └──► HistoryGame   ══ link ══►                             └──► history.check
 * </pre>
 * They are nodes of their own on real links, because the master's answers carry their position there: sessions with one
 * user each, and a game that puts users out. One thread owns them all, with the history that they write; the judge runs
 * on the caller's thread when that one has ended. A history is legal when all of {@link
 * io.muster.failover.history.check} say so, and void when too little was acknowledged to prove anything.
 */
package io.muster.failover.history;
