#include "system/catalogue.hpp"

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
#include "dmp/pdf/messages.hpp"
#include "dmp/registry/messages.hpp"
#include "dmp/render/messages.hpp"
#include "dmp/rules/messages.hpp"
#include "dmp/sources/messages.hpp"
#include "dmp/x509/messages.hpp"
#include "system/messages.hpp"

namespace dmp::cli {

const Catalogue& catalogue() {
  static const Catalogue all{dmp::messages(),      model::messages(),   documents::messages(),
                             registry::messages(), pdf::messages(),     files::messages(),
                             x509::messages(),     card::messages(),    rules::messages(),
                             check::messages(),    csr::messages(),     form413::messages(),
                             install::messages(),  expiry::messages(),  dossier::messages(),
                             render::messages(),   sources::messages(), messages()};
  return all;
}

}  // namespace dmp::cli
