/**
 * Tests of the source itself. Each check is a function from a {@link io.muster.build.SourceTree} to sentences, one for
 * each thing that is wrong and what to do instead; the tests expect none in the repository, and {@code PlantedTest}
 * expects exactly the planted one in a tree made for it.
 */
package io.muster.build;
