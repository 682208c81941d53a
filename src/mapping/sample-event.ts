/** An event as AppsFlyer's Push API sends it: what `send` and `render` use without a body. */
export const SAMPLE_EVENT = `{
  "app_id": "com.sokoloff06.sdktest",
  "event_name": "af_cross_promotion",
  "event_time": "2020-05-10 00:57:26.038",
  "idfa": null,
  "advertising_id": "cb654aa6-8026-4633-bfd1-de619896fd6a"
}`;
