package org.bigbluebutton.api.service.impl;

class RecordingServiceFileImpl {
  String tracks(String recordId) {
    return gson.toJson(new TextTracksResp("FAILED", "noRecordings", "No recording found for " + recordId));
  }
}
