/**
 * What the nodes are told: the events of their outboxes, and answers to queries.
 * <p>
 * Hears FindInstances and FindUser; says EventBatch and the answers. Owned by the service's thread. Nothing leaves here
 * that another replica has not executed alike, and nothing that happens here touches the engine.
 */
package io.muster.master.release;
