/** STS: who a caller is, and sessions of roles. */
package io.tributary.cloud.sts;
