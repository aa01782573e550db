/** Tests of the arithmetic; failover-tests run all of it. */
package io.muster.benchmarks.capture;
