#include "dmp/report/detail/form_json.hpp"

#include <cmath>

namespace dmp::report::detail {
namespace {

using render::Json;

Json to_value(const FormValueRow& row) {
  return {{"id", row.id},
          {"part", row.part},
          {"label", row.label},
          {"kind", row.kind},
          {"value", row.value},
          {"required", row.required},
          {"left_empty", row.left_empty},
          {"pointer", row.pointer}};
}

/// Points to the hundredth.
double rounded(double points) { return std::round(points * 100) / 100; }

}  // namespace

Json to_value(const std::vector<PdfFieldRow>& rows) {
  Json list = Json::array();
  for (const auto& row : rows) {
    list.push_back(
        {{"name", row.name},
         {"page", row.page},
         {"box", {rounded(row.x), rounded(row.y), rounded(row.width), rounded(row.height)}},
         {"kind", row.kind},
         {"value", row.value},
         {"state", row.state},
         {"cells", row.cells},
         {"read_only", row.read_only},
         {"label", row.label},
         {"choices", row.choices},
         {"proposal", row.proposal}});
  }
  return list;
}

Json to_value(const std::vector<ReadValueRow>& rows) {
  Json list = Json::array();
  for (const auto& row : rows) {
    list.push_back({{"id", row.id},
                    {"part", row.part},
                    {"label", row.label},
                    {"value", row.value},
                    {"meant", row.same ? Json(row.meant) : Json()},
                    {"same", row.same ? Json(*row.same) : Json()}});
  }
  return list;
}

Json to_value(const FormRow& row) {
  Json values = Json::array();
  for (const auto& value : row.values) {
    values.push_back(to_value(value));
  }
  return {{"site", row.site},
          {"finess", row.finess},
          {"complete", row.complete},
          {"path", row.path},
          {"values", values}};
}

}  // namespace dmp::report::detail
