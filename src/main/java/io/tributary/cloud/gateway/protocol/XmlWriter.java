package io.tributary.cloud.gateway.protocol;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Writes the SDK's models as XML, as responses of the Query protocol are. */
final class XmlWriter {

  private final StringBuilder xml = new StringBuilder(512);

  /** Opens an element, with a namespace or without. */
  XmlWriter open(String name, String namespace) {
    xml.append('<').append(name);
    if (namespace != null) {
      xml.append(" xmlns=\"").append(namespace).append('"');
    }
    xml.append('>');
    return this;
  }

  XmlWriter close(String name) {
    xml.append("</").append(name).append('>');
    return this;
  }

  XmlWriter element(String name, String text) {
    open(name, null);
    escape(text);
    return close(name);
  }

  byte[] bytes() {
    return xml.toString().getBytes(StandardCharsets.UTF_8);
  }

  XmlWriter members(SdkPojo model) {
    for (SdkField<?> field : model.sdkFields()) {
      Object value = Fields.value(field, model);
      if (value != null) {
        member(field.unmarshallLocationName(), field, value);
      }
    }
    return this;
  }

  private void member(String name, SdkField<?> field, Object value) {
    switch (field.marshallingType().getKnownType()) {
      case SDK_POJO -> open(name, null).members((SdkPojo) value).close(name);
      case LIST -> list(name, Fields.list(field), (List<?>) value);
      case MAP -> map(name, Fields.map(field), (Map<?, ?>) value);
      default -> element(name, TextValues.write(field, value));
    }
  }

  private void list(String name, ListTrait trait, List<?> values) {
    if (!trait.isFlattened()) {
      open(name, null);
    }
    String member = trait.memberLocationName() == null ? "member" : trait.memberLocationName();
    for (Object value : values) {
      member(trait.isFlattened() ? name : member, trait.memberFieldInfo(), value);
    }
    if (!trait.isFlattened()) {
      close(name);
    }
  }

  private void map(String name, MapTrait trait, Map<?, ?> entries) {
    if (!trait.isFlattened()) {
      open(name, null);
    }
    String wrapper = trait.isFlattened() ? name : "entry";
    for (Map.Entry<?, ?> entry : entries.entrySet()) {
      open(wrapper, null);
      element(trait.keyLocationName(), (String) entry.getKey());
      member(trait.valueLocationName(), trait.valueFieldInfo(), entry.getValue());
      close(wrapper);
    }
    if (!trait.isFlattened()) {
      close(name);
    }
  }

  /** Appends in runs: most texts have nothing to escape. */
  private void escape(String text) {
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '"' || c >= '\uFFFE') {
        xml.append(text, from, i);
        escape(c);
        from = i + 1;
      }
    }
    xml.append(text, from, text.length());
  }

  private void escape(char c) {
    switch (c) {
      case '<' -> xml.append("&lt;");
      case '>' -> xml.append("&gt;");
      case '&' -> xml.append("&amp;");
      case '"' -> xml.append("&quot;");
      default -> escapeControl(c);
    }
  }

  /** XML has no way to write most control characters; a client could read nothing of the answer. */
  private void escapeControl(char c) {
    if (c == '\r' || c == '\n' || c == '\t') { // a carriage return would be read as a line feed
      xml.append("&#").append((int) c).append(';');
    } else {
      xml.append('\uFFFD');
    }
  }
}
