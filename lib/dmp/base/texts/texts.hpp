#pragma once

#include <array>
#include <span>

#include "dmp/base/text.hpp"

// One file a room holds that room's texts, in both languages. Form: see core.cpp.
namespace dmp::texts {

using Entries = std::span<const CatalogueEntry>;

Entries core();
Entries identifiers();
Entries model();
Entries dossier();
Entries registry();
Entries files();
Entries x509();
Entries card();
Entries card_module();
Entries check();
Entries check_order();
Entries steps();
Entries check_certificate();
Entries workstation();
Entries pdf();
Entries form413();
Entries csr();
Entries csr_verify();
Entries install();
Entries expiry();
Entries report();
Entries report_watch();
Entries cli();
Entries cli_card();
Entries cli_install();
Entries cli_expiry();

inline auto all() {
  return std::array{
      core(),         //
      identifiers(),  //
      model(),        //
      dossier(),      //
      registry(),     //
      files(),        //
      x509(),         //
      card(),         //
      card_module(),
      check(),        //
      check_order(),  //
      check_certificate(),
      workstation(),
      steps(),    //
      pdf(),      //
      form413(),  //
      csr(),      //
      csr_verify(),
      install(),  //
      expiry(),   //
      report(),   //
      report_watch(),
      cli(),  //
      cli_card(),      //
      cli_install(),   //
      cli_expiry(),    //
  };
}

}  // namespace dmp::texts
