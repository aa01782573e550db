/**
 * What a fault is: something real that is done to real processes while players play, and proof that it bit.
 * <pre>
 *   drill ──► FaultRun ──► Fault ──► FaultyCluster ──► processes, namespaces, file systems
 *                │            └──► evidence, or {@code VoidException}
 *                └──► players with ledgers, digests of the replicas, error logs: the verdict
 * </pre>
 * Owner: the main thread of the drill. Never: judges a run by what a server claims, calls a fault done
 * that did not bite.
 */
package io.muster.failover.fault;
