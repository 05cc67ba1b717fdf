#include "admission.hpp"

#include <algorithm>
#include <iterator>

namespace dmp::cli {

check::Admission admit(const DossierInput& input, check::Purpose purpose, const Session& session) {
  const check::Request request{{input.reading}, input.policy, session.as_of(), ids_of(input.sites)};
  return check::admit(*input.reading.value, check::check(request), purpose);
}

std::vector<std::string> ids_of(const Sites& sites) {
  std::vector<std::string> ids;
  std::ranges::transform(sites, std::back_inserter(ids), &model::Establishment::id);
  return ids;
}

}  // namespace dmp::cli
