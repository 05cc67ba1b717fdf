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

}  // namespace dmp::model
