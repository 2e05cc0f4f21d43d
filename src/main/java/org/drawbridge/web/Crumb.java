package org.drawbridge.web;

/** A page above this one, in the breadcrumb. */
public record Crumb(String name, String href) {}
