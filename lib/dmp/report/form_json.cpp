#include "dmp/report/detail/form_json.hpp"

namespace dmp::report::detail {
namespace {

using Json = nlohmann::ordered_json;

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

}  // namespace

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
