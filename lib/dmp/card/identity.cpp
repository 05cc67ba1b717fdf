#include "dmp/card/identity.hpp"

#include "dmp/card/cpx.hpp"

namespace dmp::card {

Result<model::CardIdentity> read_identity(const std::string& reader) {
  return open_card(reader, {}).map([](const auto& card) { return card->identity(); });
}

}  // namespace dmp::card
