/** The {@code tributary} command, one class a subcommand: it parses, calls and prints. */
package io.tributary.cli;
