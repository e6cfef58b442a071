"use strict";

/**
 * Stands where snoowrap expects `request-promise`. Our gateway replaces snoowrap's
 * transport, so a call that arrives here is a path around it and must be seen.
 */
function requestPromise() {
  throw new Error(
    "snoowrap tried to send a request by itself: every request must go through the transport in packages/reddit",
  );
}
requestPromise.defaults = () => requestPromise;

module.exports = requestPromise;
