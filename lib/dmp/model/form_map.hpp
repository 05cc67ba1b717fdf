#pragma once

#include <string>
#include <vector>

namespace dmp::model {

/// FormPlace says where one value of form 413 goes in a PDF: into a field of its form, or on a
/// page.
struct FormPlace {
  std::string id;     ///< Of the value: "signatory.card".
  std::string field;  ///< Full name of the field; empty: a place on a page.
  std::string on;     ///< Of a radio button: the state that ticks it; empty otherwise.
  int page = 0;  ///< From 1, for a place on a page; its box in points from the page's top left.
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  std::string kind = "text";  ///< "text", "multiline", "comb", "tick"
  int cells = 0;              ///< Of a comb: how many characters.

  bool operator==(const FormPlace&) const = default;
};

/// FormMap says where the values of form 413 go in somebody else's PDF
/// (schemas/form413-map.schema.json).
struct FormMap {
  std::vector<FormPlace> places;

  bool operator==(const FormMap&) const = default;
};

}  // namespace dmp::model
