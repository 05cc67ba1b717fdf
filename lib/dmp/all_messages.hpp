#pragma once

#include <vector>

#include "dmp/base/messages.hpp"
#include "dmp/card/messages.hpp"
#include "dmp/check/messages.hpp"
#include "dmp/csr/messages.hpp"
#include "dmp/documents/messages.hpp"
#include "dmp/dossier/messages.hpp"
#include "dmp/expiry/messages.hpp"
#include "dmp/files/messages.hpp"
#include "dmp/form413/messages.hpp"
#include "dmp/install/messages.hpp"
#include "dmp/model/messages.hpp"
#include "dmp/net/messages.hpp"
#include "dmp/pdf/messages.hpp"
#include "dmp/registry/messages.hpp"
#include "dmp/render/messages.hpp"
#include "dmp/rules/messages.hpp"
#include "dmp/sources/messages.hpp"
#include "dmp/x509/messages.hpp"

namespace dmp {

/// all_messages are the texts of all modules, for a Catalogue. A program that links some of them
/// gives the messages() of those.
inline std::vector<Messages> all_messages() {
  std::vector<Messages> all;
  for (const auto& texts :
       {dmp::messages(), model::messages(), render::messages(), files::messages(),
        documents::messages(), registry::messages(), pdf::messages(), x509::messages(),
        net::messages(), sources::messages(), card::messages(), rules::messages(),
        check::messages(), form413::messages(), csr::messages(), install::messages(),
        expiry::messages(), dossier::messages()}) {
    all.insert(all.end(), texts.begin(), texts.end());
  }
  return all;
}

}  // namespace dmp
