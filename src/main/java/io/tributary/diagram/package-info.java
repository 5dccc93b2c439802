/** Topologies as pictures: one layout for all that is drawn, and what is written to files. */
package io.tributary.diagram;
