package org.bigbluebutton.api.model.request;

class MeetingRunning extends WithContentType {
  @MeetingIDConstraint
  private String meetingID;
}
