/** Mistakes put into the cloud, its callers or the program, each of which a simulation finds. */
package io.tributary.simulate.defect;
