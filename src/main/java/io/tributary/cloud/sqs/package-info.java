/** Amazon SQS: queues, visibility, dead letters. */
package io.tributary.cloud.sqs;
