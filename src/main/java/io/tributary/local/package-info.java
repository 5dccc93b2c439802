/**
 * From a Pulumi program to a running local cloud: {@link io.tributary.local.ProgramRecorder} runs
 * the program once and keeps what it asks for as a {@link io.tributary.local.ResourceGraph}, which
 * {@link io.tributary.local.Recordings} may keep for the next time, {@link
 * io.tributary.local.Deployment} applies that graph to as many clouds as wanted. The only package
 * that knows both Pulumi and the cloud.
 */
package io.tributary.local;
