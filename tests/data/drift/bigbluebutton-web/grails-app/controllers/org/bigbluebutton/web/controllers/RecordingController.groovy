package org.bigbluebutton.web.controllers

class RecordingController {
  def putRecordingTextTrack = {
    respondWithError("invalidKind", "Invalid kind parameter, expected='subtitles|captions' actual=${params.kind}")
  }

  private void respondWithError(errorKey, errorMessage) {
    builder.response {
      returncode RESP_CODE_FAILED
      messageKey errorKey
      message errorMessage
    }
  }

  def other = {
    builder.response {
      returncode RESP_CODE_FAILED
      messageKey "notFound"
      message "We could not find recordings"
    }
  }
}
