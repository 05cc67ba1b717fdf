#include "dmp/documents/form_map_document.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "dmp/documents/validation.hpp"

namespace dmp::documents {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

/// Points to the hundredth: more digits say nothing.
double rounded(double points) { return std::round(points * 100) / 100; }

ordered_json place_json(const model::FormPlace& place) {
  ordered_json value = {{"id", place.id}};
  if (!place.field.empty()) {
    value["field"] = place.field;
    if (!place.on.empty()) {
      value["on"] = place.on;
    }
    return value;
  }
  value["page"] = place.page;
  value["box"] = {rounded(place.x), rounded(place.y), rounded(place.width), rounded(place.height)};
  value["kind"] = place.kind;
  if (place.cells > 0) {
    value["cells"] = place.cells;
  }
  return value;
}

model::FormPlace place_of(const json& value) {
  model::FormPlace place;
  place.id = value.at("id").get<std::string>();
  if (value.contains("field")) {
    place.field = value.at("field").get<std::string>();
    place.on = value.value("on", "");
    return place;
  }
  place.page = value.at("page").get<int>();
  const auto& box = value.at("box");
  place.x = box.at(0).get<double>();
  place.y = box.at(1).get<double>();
  place.width = box.at(2).get<double>();
  place.height = box.at(3).get<double>();
  place.kind = value.value("kind", "text");
  place.cells = value.value("cells", 0);
  return place;
}

}  // namespace

std::string write_form_map(const model::FormMap& map) {
  auto values = ordered_json::array();
  for (const auto& place : map.places) {
    values.push_back(place_json(place));
  }
  return ordered_json{{"version", 1}, {"values", values}}.dump(2, ' ', false,
                                                               json::error_handler_t::replace) +
         '\n';
}

Result<model::FormMap> read_form_map(std::string_view text, std::string_view file) {
  Error invalid{ErrorKind::input, "FORM-MAP-INVALID", {arg("file", file)}, {}};
  for (const auto& finding : validate_document(text, "form413-map", file)) {
    if (finding.severity == Severity::error) {
      invalid.causes.push_back(finding.rule + " " + finding.at.pointer + " (" +
                               std::to_string(finding.at.line) + ":" +
                               std::to_string(finding.at.column) + ")");
    }
  }
  if (!invalid.causes.empty()) {
    return fail(invalid);
  }
  try {
    model::FormMap map;
    const auto document = json::parse(text, nullptr, true, true);
    for (const auto& value : document.at("values")) {
      map.places.push_back(place_of(value));
    }
    return map;
  } catch (const json::exception& fault) {
    invalid.causes.emplace_back(fault.what());
    return fail(invalid);
  }
}

}  // namespace dmp::documents
