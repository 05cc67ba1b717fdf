#include "dmp/model/certificate_row.hpp"

namespace dmp::model {

std::string_view to_string(RevocationState state) {
  switch (state) {
    case RevocationState::good:
      return "good";
    case RevocationState::revoked:
      return "revoked";
    case RevocationState::unknown:
      return "unknown";
    case RevocationState::not_asked:
      break;
  }
  return {};
}

}  // namespace dmp::model
