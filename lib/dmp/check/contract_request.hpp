#pragma once

#include "dmp/base/error.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/model/mail.hpp"
#include "dmp/policy/policy.hpp"

namespace dmp::check {

/// contract_request writes, in French, the mail that asks the client service for the state of the
/// contracts of these sites in one sending (procedure 4.3, 4.4.2). It comes from the group's
/// contact. Error ids: CONTRACT-REQUEST-ADDRESS (input: the edition knows no address, `policy`),
/// CONTRACT-REQUEST-SENDER (input: the group has no contact with an e-mail address).
Result<model::Mail> contract_request(const model::Dossier& dossier,
                                     const std::vector<const model::Establishment*>& sites,
                                     const policy::Policy& policy, Date as_of);

}  // namespace dmp::check
