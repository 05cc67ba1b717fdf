#include "dmp/card/identity.hpp"

namespace dmp::card {

Result<model::CardIdentity> read_identity(const std::string& reader, const CardOptions& options) {
  return open_card(reader, options).map([](const auto& card) { return card->identity(); });
}

}  // namespace dmp::card
