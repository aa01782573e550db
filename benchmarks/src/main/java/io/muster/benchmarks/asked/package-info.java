/**
 * What all benchmarks that are asked for on a command line have in common: how they refuse, and how options are read.
 * Hears words, says values or a {@link io.muster.benchmarks.asked.BenchmarkError.Refusal}, in the thread that asks;
 * owns nothing.
 */
package io.muster.benchmarks.asked;
