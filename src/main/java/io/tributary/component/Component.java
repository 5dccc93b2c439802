package io.tributary.component;

import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;

/** A component: the parent of the resources that it makes. */
abstract class Component extends ComponentResource {

  Component(String type, String name, ComponentResourceOptions options) {
    super(type, name, options);
  }

  /** The options of a resource that is made when those others are there. */
  final CustomResourceOptions childAfter(List<? extends Resource> after) {
    return CustomResourceOptions.builder().parent(this).dependsOn(List.copyOf(after)).build();
  }
}
