/** What may go wrong on AWS, one class a kind; each strikes as the seed says. */
package io.tributary.simulate.fault;
