package org.bigbluebutton.api.service;

class ValidationService {
  enum ApiCall {
    MEETING_RUNNING("isMeetingRunning"),
    GET_MEETING_INFO("getMeetingInfo");

    final String name;

    ApiCall(String name) {
      this.name = name;
    }
  }

  Request of(ApiCall call) {
    Request request = null;
    switch (call) {
      case MEETING_RUNNING:
        request = new MeetingRunning();
        break;
      case GET_MEETING_INFO:
        request = new MeetingInfo();
        break;
    }
    return request;
  }
}
