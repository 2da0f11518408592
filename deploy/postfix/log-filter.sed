#!/bin/sed -uEf
# Postfix's log without anybody in it: addresses of mailboxes, hosts and networks, and what others' servers said.
s/(<)[^>]*@[^>]*(>)/\1…\2/g
s/[^][ <>=",;()]+@[^][ <>=",;()]+/…/g
s/(helo|orig_to|sasl_username)=<?[^ ,;>]*>?/\1=…/g
s/(client=|connect from |disconnect from |lost connection after [A-Z]+ from |CONNECT from |PASS (NEW|OLD|ALLOWLISTED|WHITELISTED) |from )[^ ,;]*\[[^]]*\](:[0-9]+)?/\1…/g
s/\[[0-9a-fA-F:.]*[.:][0-9a-fA-F:.]*\](:[0-9]+)?/[…]/g
s/(status=[a-z]+) \(.*\)/\1/
s/(said:|reject: [A-Z]+ from [^:]*: [0-9]{3} [0-9.]+).*/\1 …/
s/message-id=<?[^>]*>?/message-id=…/g
s/(subject|header [A-Za-z-]+:).*/\1 …/
