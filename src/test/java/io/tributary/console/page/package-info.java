/** The console's page in a real browser, on a local cloud that really runs. */
package io.tributary.console.page;
