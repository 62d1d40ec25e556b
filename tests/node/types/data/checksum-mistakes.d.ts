export declare const data: import("../../../../docs/assets/js/doctor/view.js").MistakeData;
