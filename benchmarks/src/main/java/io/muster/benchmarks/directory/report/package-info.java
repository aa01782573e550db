/**
 * What was measured, and how it is shown: as a table with its bars, as JSON, and as a plot.
 * <p>
 * Used by the main thread alone.
 */
package io.muster.benchmarks.directory.report;
