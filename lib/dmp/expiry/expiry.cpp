#include "dmp/expiry/expiry.hpp"
