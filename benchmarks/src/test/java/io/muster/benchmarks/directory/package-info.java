/** Tests of the comparison itself; failover-tests run all of it. */
package io.muster.benchmarks.directory;
