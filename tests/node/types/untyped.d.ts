/** Libraries without types. */
declare module "bigbluebutton-js";
