/** What a person types, as a query. */
package io.muster.console.find;
