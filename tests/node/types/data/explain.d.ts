export declare const data: import("../../../../docs/assets/js/explain/matcher.js").ExplainData;
