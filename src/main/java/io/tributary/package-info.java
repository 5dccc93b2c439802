/**
 * Tributary: event-driven architectures on AWS as Pulumi programs. {@link io.tributary.Main} is
 * what {@code pulumi up} runs; the programs themselves live in {@code io.tributary.system}.
 */
package io.tributary;
