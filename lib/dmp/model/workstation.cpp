#include "dmp/model/workstation.hpp"

namespace dmp::model {

std::string_view to_string(CardGeneration value) {
  switch (value) {
    case CardGeneration::cps3:
      return "CPS3";
    case CardGeneration::cps4:
      return "CPS4";
    case CardGeneration::other:
      break;
  }
  return "other";
}

std::string_view to_string(NeedFacts::Need value) {
  switch (value) {
    using enum NeedFacts::Need;
    case fonts:
      return "fonts";
    case old_ciphers:
      return "old-ciphers";
    case workspace:
      return "workspace";
    case target:
      break;
  }
  return "target";
}

std::string place_of(const PortalFacts& portal) {
  if (!portal.host.empty() || !portal.error) {
    return portal.host + ":" + portal.port;
  }
  for (const auto& each : portal.error->args) {
    if (each.name == "url") {
      return each.value;
    }
  }
  return "?";
}

}  // namespace dmp::model
