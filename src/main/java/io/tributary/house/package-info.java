/**
 * The rules of the house: what every architecture has to keep, checked over the resources that a
 * program asks for, before anything is deployed. {@link io.tributary.house.HouseRules} is the front
 * door.
 */
package io.tributary.house;
